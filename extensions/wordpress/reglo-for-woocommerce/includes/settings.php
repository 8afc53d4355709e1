<?php
/**
 * WooCommerce → Settings → Réglo.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function offer_settings(): void {
	add_filter( 'woocommerce_settings_tabs_array', __NAMESPACE__ . '\add_settings_tab', 60 );
	add_action( 'woocommerce_settings_tabs_reglo', __NAMESPACE__ . '\show_settings' );
	add_action( 'woocommerce_settings_save_reglo', __NAMESPACE__ . '\save_settings' );
	add_filter( 'plugin_action_links_' . plugin_basename( FILE ), __NAMESPACE__ . '\add_settings_link' );
	add_action( 'admin_enqueue_scripts', __NAMESPACE__ . '\add_admin_looks' );
}

/** @param mixed $tabs */
function add_settings_tab( $tabs ) {
	$tabs          = (array) $tabs;
	$tabs['reglo'] = 'Réglo';
	return $tabs;
}

/** @param mixed $links */
function add_settings_link( $links ) {
	return array_merge( array( '<a href="' . esc_url( settings_url() ) . '">' . esc_html__( 'Settings', 'reglo-for-woocommerce' ) . '</a>' ), (array) $links );
}

function add_admin_looks(): void {
	$screen = get_current_screen();
	$is_ours = $screen && ( strpos( (string) $screen->id, 'wc-settings' ) !== false || in_array( $screen->id, array( 'shop_order', 'edit-shop_order', 'woocommerce_page_wc-orders' ), true ) );
	if ( $is_ours ) {
		wp_enqueue_style( 'reglo-admin', plugins_url( 'assets/admin.css', FILE ), array(), VERSION );
		wp_enqueue_script( 'reglo-admin', plugins_url( 'assets/admin.js', FILE ), array( 'wp-a11y' ), VERSION, true );
	}
}

function show_settings(): void {
	show_connection( tell_outcome() );
	if ( is_connected() ) {
		woocommerce_admin_fields( setting_fields() );
	}
}

/** WooCommerce has checked its nonce and the right to manage it before this runs. */
function save_settings(): void {
	if ( is_connected() && current_user_can( 'manage_woocommerce' ) ) {
		woocommerce_update_options( setting_fields() );
		update_option( 'reglo_rewrite', 'stale' );
	}
}

function setting_fields(): array {
	$yes_no = static function ( string $name, string $title, string $text ): array {
		return array(
			'id'      => "reglo_$name",
			'type'    => 'checkbox',
			'title'   => $title,
			'desc'    => $text,
			'default' => 'yes',
		);
	};
	return array(
		array(
			'id'    => 'reglo_options',
			'type'  => 'title',
			'title' => __( 'Where customers can pay', 'reglo-for-woocommerce' ),
		),
		$yes_no( 'replace_pay_links', __( 'Pay links', 'reglo-for-woocommerce' ), __( 'Every “Pay” link of WooCommerce (e-mails, accounts, API) leads to the Réglo page', 'reglo-for-woocommerce' ) ),
		$yes_no( 'pay_on_hold', __( 'Bank transfers', 'reglo-for-woocommerce' ), __( 'On-hold orders that wait for a transfer or a cheque can also be paid online', 'reglo-for-woocommerce' ) ),
		$yes_no( 'my_account', __( 'My account', 'reglo-for-woocommerce' ), __( 'Show customers a “Payments to make” tab', 'reglo-for-woocommerce' ) ),
		$yes_no( 'order_pages', __( 'Order pages', 'reglo-for-woocommerce' ), __( 'Show the payment button and its QR code after the order and on the order’s page', 'reglo-for-woocommerce' ) ),
		array(
			'id'      => 'reglo_qr_in_emails',
			'type'    => 'select',
			'title'   => __( 'QR code in e-mails', 'reglo-for-woocommerce' ),
			'desc'    => __( 'Inside the e-mail suits nearly every shop. If yours are sent by a service that loses the picture, let it be loaded from Réglo.', 'reglo-for-woocommerce' ),
			'default' => 'embedded',
			'options' => array(
				'embedded' => __( 'Inside the e-mail', 'reglo-for-woocommerce' ),
				'hosted'   => __( 'Loaded from Réglo', 'reglo-for-woocommerce' ),
				'none'     => __( 'None, the link only', 'reglo-for-woocommerce' ),
			),
		),
		$yes_no( 'qr_in_pdf', __( 'PDF invoices', 'reglo-for-woocommerce' ), __( 'Print the QR code on unpaid invoices of “PDF Invoices & Packing Slips”', 'reglo-for-woocommerce' ) ),
		array(
			'id'   => 'reglo_options',
			'type' => 'sectionend',
		),
	);
}

/** What the last step led to, once. Out: the address typed in it, to be mended. */
function tell_outcome(): string {
	$name = 'reglo_said_' . get_current_user_id();
	$said = get_transient( $name );
	if ( ! is_array( $said ) ) {
		return '';
	}
	delete_transient( $name );
	$words   = array(
		'connected'    => __( 'The shop is connected to Réglo.', 'reglo-for-woocommerce' ),
		'revoked'      => __( 'The connection has ended on both sides.', 'reglo-for-woocommerce' ),
		'revoked-here' => __( 'The connection has ended here, and the key is gone. Réglo did not answer: end it there too.', 'reglo-for-woocommerce' ),
		'declined'     => __( 'Nothing was connected.', 'reglo-for-woocommerce' ),
		'expired'      => __( 'This connection attempt is too old or began elsewhere. Please press Connect again.', 'reglo-for-woocommerce' ),
		/* translators: %s: what went wrong, in a sentence */
		'failed'       => sprintf( __( 'The shop could not be connected. %s', 'reglo-for-woocommerce' ), $said[1] ),
	);
	$tone = in_array( $said[0], array( 'connected', 'revoked' ), true ) ? 'success' : ( $said[0] === 'failed' ? 'error' : 'warning' );
	printf( '<div class="notice notice-%s inline"><p>%s</p></div>', esc_attr( $tone ), esc_html( $words[ $said[0] ] ?? '' ) );
	return (string) ( $said[2] ?? '' );
}
